// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import Foundation
import Glibc
import OutcomeTables
import Studies
import Synchronization

/// Studies that are made on the workbench: ordinary folders, each with the file that repeats it beside it.
final class BenchStudies: Sendable {
  private struct Wish: Decodable {
    let name: String
    let futures: Int
  }

  private struct Made: Encodable {
    let folder, report, command: String
  }

  private let bench: Bench
  private let output: String
  private let isBusy = Mutex(false)

  /// Studies below a folder.
  init(_ bench: Bench, output: String) { (self.bench, self.output) = (bench, output) }

  /// Makes a study of a setting, one at a time.
  func make(_ setting: BenchSetting, _ body: [UInt8]) async -> BenchReply {
    guard let wish = try? JSONDecoder().decode(Wish.self, from: Data(body)) else {
      return refuse("a study has a name and a number of futures", status: 400)
    }
    guard Self.isName(wish.name) else {
      return refuse(
        "a study's name has letters, digits and dashes, at most 60, and begins with a letter",
        at: "name")
    }
    guard (2...100_000).contains(wish.futures) else {
      return refuse("a study has 2 to 100,000 futures", at: "futures")
    }
    let isFree = isBusy.withLock { isBusy in
      defer { isBusy = true }
      return !isBusy
    }
    guard isFree else { return refuse("another study is being made", status: 409) }
    defer { isBusy.withLock { $0 = false } }
    do {
      let file = "\(output)/\(wish.name).yaml"
      try write(bench.file(of: setting), to: file)
      let planned = try bench.study(at: file, futures: wish.futures)
      let folder = StudyFolder(of: planned.sweep, in: output)
      let ending = try await Study(planned, in: folder).perform()
      return .json(
        Made(
          folder: ending.folder.path, report: "\(ending.folder.path)/\(StudyFolder.report)",
          command: planned.request?.command ?? ""))
    } catch { return refuse("\(error)", status: 409) }
  }

  private func refuse(
    _ message: String, at path: String? = nil, status: Int = 422
  ) -> BenchReply {
    .json(BenchFaults([BenchFault(path: path, message: message)]), status: status)
  }

  /// Whether a text can be no more than the name of a file.
  static func isName(_ text: String) -> Bool {
    (1...60).contains(text.utf8.count) && text.first.map { $0.isASCII && $0.isLetter } ?? false
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }

  /// Writes a file that is not there yet, or that says the same.
  private func write(_ text: String, to file: String) throws(StudyFault) {
    try? FileManager.default.createDirectory(
      atPath: output, withIntermediateDirectories: true)
    if FileManager.default.contents(atPath: file) == Data(text.utf8) { return }
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      throw StudyFault(
        errno == EEXIST ? .refused : .unusable, file,
        errno == EEXIST
          ? "another file is there: give the study another name" : String(cString: strerror(errno)))
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do { try handle.write(contentsOf: Data(text.utf8)) } catch {
      unlink(file)
      throw StudyFault(.unusable, file, "the file cannot be written")
    }
  }
}

extension Bench {
  /// The exported file as it stands in another folder: it extends what is open by its whole path.
  func file(of setting: BenchSetting) -> String {
    let whole = file.hasPrefix("/") ? file : "\(directory)/\(file)"
    let line = "extends: \(ScenarioText.scalar(Self.name(of: file)))\n"
    return setting.yaml.replacing(
      line, with: "extends: \(ScenarioText.scalar(whole))\n", maxReplacements: 1)
  }

  /// The study of an exported file on disk.
  func study(at file: String, futures: Int) throws -> PlannedStudy {
    try StudyRequest(
      verb: .compare, files: [file], values: values.filter { $0.path.hasPrefix("areas.") },
      detail: .usual, from: from, statusQuo: .ifPossible, drivers: .ifShort, searching: search,
      in: directory
    ).with(replications: futures).plan(searching: search)
  }
}
