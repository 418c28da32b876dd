// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
import Dispatch
import Experiments
public import Foundation
import Reports
import Studies
import Synchronization

/// The workbench without the network: it answers requests.
///
/// Everything is bounded: the body of a question, the settings that are remembered, the runs that are kept, and what
/// is simulated at a time. Nothing of a request becomes a path but the name of a study, which is letters, digits and
/// dashes.
public final class BenchServer: Sendable {
  /// A setting with what is simulated for it.
  final class Open: Sendable {
    let setting: BenchSetting
    let context: ReportContext
    let watch: BenchWatch
    let ways = Mutex<[String: BenchWatch]>([:])
    /// The unknown that was looked at last.
    let turns = Mutex<BenchTurns?>(nil)

    init(_ setting: BenchSetting) {
      self.setting = setting
      let context = setting.planned.reportContext(command: setting.command)
      self.context = context
      watch = BenchWatch(setting.planned, area: setting.area, target: Bench.mostFutures) { found in
        AnswerEvent(found, of: setting, context).map { benchJSON($0) }
      }
    }
  }

  private struct Memory {
    var open: [String: Open] = [:]
    /// The names of what is open, that which was asked for last at the end.
    var order: [String] = []
  }

  /// How many settings are remembered.
  static let mostSettings = 24
  /// How many bytes runs and histories that are kept may take together.
  public static let mostBytes = 256 << 20
  /// How many futures a way from the status quo to a policy is given, and after how many it is shown.
  static let futuresOfWay = (most: 20, shown: 8)

  let bench: Bench
  private let gate: BenchGate
  let worker: BenchWorker
  private let description: String
  private let studies: BenchStudies
  private let memory = Mutex(Memory())
  /// One story or report is made at a time.
  let pages = DispatchQueue(label: "pages", qos: .utility)
  let waiting = Mutex(0)

  /// A workbench of what is open.
  ///
  /// - Parameters:
  ///   - bench: What is open.
  ///   - gate: Who may ask.
  ///   - output: The folder in which studies are kept.
  ///   - threads: How many futures are simulated at a time.
  public convenience init(
    _ bench: Bench, gate: BenchGate, output: String,
    threads: Int = max(1, ProcessInfo.processInfo.activeProcessorCount)
  ) {
    self.init(bench, gate: gate, output: output, worker: BenchWorker(threads: threads))
  }

  init(_ bench: Bench, gate: BenchGate, output: String, worker: BenchWorker) {
    self.bench = bench
    self.gate = gate
    self.worker = worker
    studies = BenchStudies(bench, output: output)
    // Without any policy beside the status quo there is no plan yet.
    let first = (try? bench.setting(BenchQuestion()))?.plan.firstOutcomes ?? []
    description = benchJSON(BenchDescription(bench, firstOutcomes: first))
  }

  /// How many runs were simulated, how many bytes are kept, and how many threads simulate.
  public var counts: (simulated: Int, runBytes: Int, historyBytes: Int, threads: Int, watches: Int)
  {
    worker.counts
  }

  /// Answers a request.
  public func reply(to request: BenchRequest) async -> BenchReply {
    let reply: BenchReply
    if request.target.utf8.count > BenchRequest.longestTarget {
      reply = .text(414, "The path is too long.\n")
    } else if let refusal = gate.refusal(of: request) {
      reply = refusal
    } else {
      reply = await answer(request, Array(request.parts.dropFirst()))
    }
    return reply.guarded
  }

  private func answer(_ request: BenchRequest, _ parts: [String]) async -> BenchReply {
    let path = parts.joined(separator: "/")
    switch (request.method, path) {
    // Relative links of the page need the slash.
    case ("GET", "") where parts.isEmpty:
      return .text(308, "").with("Location", "/\(gate.token)/")
    case ("GET", ""): return .html(PageFiles.page)
    case ("GET", "api/bench"): return .text(200, description, type: "application/json")
    case ("GET", "api/openapi.json"):
      return .text(200, BenchInterface.text, type: "application/json")
    case ("POST", "api/settings"): return ask(request)
    case ("GET", _) where path.hasPrefix("page/"):
      return PageFiles.reply(named: String(path.dropFirst("page/".count))) ?? .notFound
    case ("GET", _) where path.hasPrefix("api/settings/"),
      ("POST", _) where path.hasPrefix("api/settings/"):
      guard let open = open(parts[2]) else { return .notFound }
      return await answer(request, of: open, parts.dropFirst(3).joined(separator: "/"))
    case ("GET", _), ("POST", _): return .notFound
    default: return .text(405, "GET and POST only.\n").with("Allow", "GET, POST")
    }
  }

  private func answer(
    _ request: BenchRequest, of open: Open, _ path: String
  ) async -> BenchReply {
    let setting = open.setting
    switch (request.method, path) {
    case ("GET", "answers"):
      let stream = open.watch.listen()
      worker.serve(open.watch)
      return BenchReply(200, "text/event-stream; charset=utf-8", .events(stream))
    case ("GET", "scenario.yaml"):
      return .text(200, setting.yaml, type: "application/yaml; charset=utf-8")
        .with("Content-Disposition", "attachment; filename=\"\(Bench.exportName)\"")
    case ("GET", _) where path.hasPrefix("figures/"):
      guard let group = FigureGroup(rawValue: String(path.dropFirst("figures/".count))) else {
        return .notFound
      }
      return await page { self.figures(group, of: open, request) }
    case ("GET", "turns"):
      let unknown = request.query("unknown") ?? ""
      return await page { self.turns(of: unknown, open) }
    case ("GET", "story.html"):
      guard let future = Int(request.query("future") ?? "1"),
        setting.plan.replications.contains(future)
      else {
        return .text(422, "A future is a number from 1 to \(setting.plan.replications.count).\n")
      }
      return await page { Self.story(future, of: setting) }
    case ("GET", "report.html"): return await page { self.report(open, isBrief: false) }
    case ("GET", "brief.html"): return await page { self.report(open, isBrief: true) }
    case ("POST", "study"):
      guard Self.isJSON(request) else { return .fault(415, "JSON is expected") }
      return await studies.make(setting, request.body)
    default: return .notFound
    }
  }

  // MARK: Questions

  private func ask(_ request: BenchRequest) -> BenchReply {
    guard Self.isJSON(request) else { return .fault(415, "JSON is expected") }
    guard request.body.count <= BenchRequest.longestBody else {
      return .fault(413, "the question is too long")
    }
    let question: BenchQuestion
    do {
      question = try JSONDecoder().decode(BenchQuestion.self, from: Data(request.body))
    } catch {
      return .fault(400, "the question is not one that this workbench knows")
    }
    do throws(BenchFaults) {
      let setting = try bench.setting(question)
      remember(setting)
      return .json(BenchSettled(setting))
    } catch { return .json(error, status: 422) }
  }

  private func remember(_ setting: BenchSetting) {
    memory.withLock { memory in
      if memory.open[setting.id] == nil { memory.open[setting.id] = Open(setting) }
      memory.order.removeAll { $0 == setting.id }
      memory.order.append(setting.id)
      while memory.order.count > Self.mostSettings {
        memory.open[memory.order.removeFirst()] = nil
      }
    }
  }

  private func open(_ id: String) -> Open? {
    memory.withLock { $0.open[id] }
  }

  private static func isJSON(_ request: BenchRequest) -> Bool {
    request.contentType.map { $0.lowercased().hasPrefix("application/json") } ?? false
  }
}
