// SPDX-License-Identifier: GPL-3.0-or-later

import CordonModel
import Declarations
import Dispatch
import Experiments
import Reports
import Studies
import Synchronization

/// Pictures, stories and reports: what takes a while to make, one at a time.
extension BenchServer {
  /// Makes a page on a thread of its own, one at a time, so that other answers do not wait for it.
  func page(_ make: @escaping @Sendable () -> BenchReply) async -> BenchReply {
    let isFree = waiting.withLock { waiting in
      guard waiting < 8 else { return false }
      waiting += 1
      return true
    }
    guard isFree else {
      return .text(503, "Other pages are being made; ask again.\n").with("Retry-After", "1")
    }
    defer { waiting.withLock { $0 -= 1 } }
    return await withCheckedContinuation { continuation in
      pages.async { continuation.resume(returning: make()) }
    }
  }

  /// That something is being simulated, and how far it is.
  private struct Progress: Encodable { let progress: String }

  /// The pictures of a group: of a trade-off `?x=` and `?y=` name the outcomes, of the way `?policy=` where it leads.
  func figures(_ group: FigureGroup, of open: Open, _ request: BenchRequest) -> BenchReply {
    guard group == .waterfall else {
      let names = ["x", "y"].compactMap { request.query($0) }
      let axes = names.compactMap { Outcome.named($0) }
      guard axes.count == names.count else { return .notFound }
      let tradeOff = axes.count == 2 ? (axes[0], axes[1]) : nil
      guard let (_, report, comparison) = report(of: open.watch, tradeOff: tradeOff) else {
        return .json(Progress(progress: "no future yet"), status: 202)
      }
      return .json(report.figures(group, comparison, context: open.context))
    }
    let plan = open.setting.plan
    let policies = plan.policies.filter { $0 != plan.policies[plan.reference] }
    let meant =
      request.query("policy")
      ?? (policies.contains(BenchQuestion.mineName) ? BenchQuestion.mineName : policies.first)
    guard let meant, policies.contains(meant) else { return .notFound }
    do throws(BenchFaults) {
      let watch = try way(of: open, to: meant)
      watch.want(for: .seconds(5))
      worker.serve(watch)
      let found = watch.snapshot
      guard found.count >= Self.futuresOfWay.shown, let waterfall = found.waterfall else {
        let words =
          "\(counted(found.count, of: Self.futuresOfWay.shown, "future")) of \(counted(watch.plan.policies.count, "policy", "policies"))"
        return .json(Progress(progress: words), status: 202)
      }
      var report = ReportBuilder(watch.sweep)
      report.add(waterfall)
      return .json(report.figures(group, found.builder.comparison(), context: open.context))
    } catch { return .json(error, status: 422) }
  }

  /// The report of the futures so far, made from their runs; nil before the first.
  ///
  /// It is the report of a study of so many futures: a watch keeps only what an answer needs.
  private func report(
    of watch: BenchWatch, tradeOff: (Outcome, Outcome)? = nil
  ) -> (count: Int, report: ReportBuilder, comparison: Comparison)? {
    let count = watch.count
    guard count > 0 else { return nil }
    var report = ReportBuilder(watch.sweep, tradeOff: tradeOff)
    var builder = ComparisonBuilder(watch.plan)
    for future in 1...count {
      let replication = worker.replication(future, of: watch)
      report.add(Sweep.Future(state: 0, replication: future), replication)
      builder.add(replication)
    }
    return (count, report, builder.comparison())
  }

  private func way(of open: Open, to policy: String) throws(BenchFaults) -> BenchWatch {
    if let known = open.ways.withLock({ $0[policy] }) { return known }
    let planned = try bench.waterfall(of: open.setting, to: policy)
    let made = BenchWatch(planned, area: nil, target: Self.futuresOfWay.most) { _ in nil }
    return open.ways.withLock { ways in
      let watch = ways[policy] ?? made
      ways[policy] = watch
      return watch
    }
  }

  func turns(of unknown: String, _ open: Open) -> BenchReply {
    do {
      let known = open.turns.withLock { $0?.path == unknown ? $0 : nil }
      let turns: BenchTurns
      if let known {
        turns = known
      } else {
        let planned = try bench.ends(of: unknown, in: open.setting)
        guard let scale = bench.scale(of: unknown) else { return .notFound }
        turns = try BenchTurns(planned, of: unknown, in: scale)
        open.turns.withLock { $0 = turns }
      }
      turns.serve(by: worker)
      let setting = open.setting
      guard let told = turns.told(of: setting.outcomes ?? setting.plan.firstOutcomes) else {
        let words = "\(counted(turns.count, of: BenchTurns.futures.shown, "future")) at each end"
        return .json(Progress(progress: words), status: 202)
      }
      return .json(told)
    } catch let faults as BenchFaults {
      return .json(faults, status: 422)
    } catch {
      return .json(BenchFaults([BenchFault(path: unknown, message: "\(error)")]), status: 422)
    }
  }

  static func story(_ future: Int, of setting: BenchSetting) -> BenchReply {
    let title = "One future of \(setting.planned.sweep.title): replication \(future)"
    let command =
      "cordon replay \(Bench.exportName) --replication \(future) --page all --all"
    guard
      let page =
        try? setting.plan.timelinePage(
          of: future, against: nil, titled: title, command: command)
    else { return .text(500, "The future does not repeat.\n") }
    return .html(page).with("Content-Security-Policy", BenchReply.ownPolicy)
  }

  func report(_ open: Open, isBrief: Bool) -> BenchReply {
    guard let (count, report, comparison) = report(of: open.watch), count > 1 else {
      return .text(409, "Two futures are needed first.\n")
    }
    var context = open.context
    context.command = "\(open.setting.command) --replications \(count)"
    let page = report.html(comparison, context: context)
    return .html(
      isBrief
        ? page.replacing("<html ", with: "<html data-printed=\"brief\" ", maxReplacements: 1) : page
    )
    .with("Content-Security-Policy", BenchReply.ownPolicy)
  }
}
