// SPDX-License-Identifier: GPL-3.0-or-later

import CordonCommandLine
import Foundation
import Testing

@testable import Cluster

/// Folders and options from outside in what a scheduler is given, read by a real shell.
@Suite("Jobs of hostile folders")
struct HostileJobTests {
  /// Names of folders that a file system takes and that no script refuses.
  static let names = [
    "a b", "it's", "$(touch pwned)", "`touch pwned`", "a;touch pwned", "\"; touch pwned; \"",
    "'; touch pwned; '", "a\u{600}'; touch pwned; \u{600}'", "'\u{301}; touch pwned; '\u{301}",
    "é\u{301}$(touch pwned)\u{301}", "#", "-rf", "a\\", "%j", "~", "*", "!!",
  ]

  private func plan(_ folder: String, program: String = "/opt/cordon") -> JobPlan {
    JobPlan(
      study: URL(fileURLWithPath: folder).lastPathComponent, folder: folder, program: program,
      shards: 3,
      resources: JobPlan.Resources(
        threads: 1, partition: "long; touch pwned", account: "$(touch pwned)"))
  }

  @Test(
    "A script calls the program with just the study's folder, and runs nothing else",
    arguments: names)
  func runs(name: String) throws {
    let session = try Session()
    let folder = session.path(name)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // The program, as the tasks call it: it writes its words into a file.
    try session.write("program", "#!/bin/bash\nprintf '%s\\0' \"$@\" >\"$CALLED\"\n")
    let program = session.path("program")
    let plan = plan(folder, program: "bash \(program)")
    for (engine, mark) in [(SlurmEngine() as any JobEngine, "SBATCH"), (PBSEngine(), "PBS")] {
      for (file, arguments) in zip(
        engine.files(for: plan), [plan.shardArguments, plan.mergeArguments])
      {
        try session.write("job.sh", file.text)
        let ending = try Program.shell(
          "cd \(session.folder) && bash job.sh", environment: ["CALLED": session.path("called")])
        #expect(ending.status == 0, "\(ending.errors)")
        let called = FileManager.default.contents(atPath: session.path("called")) ?? Data()
        #expect(
          called.split(separator: 0).map { Array($0) } == arguments.map { Array($0.utf8) },
          "\(file.text)")
        #expect(!FileManager.default.fileExists(atPath: session.path("pwned")))
        // Lines that begin with the mark are those that are meant, whatever a name says.
        let directives = file.text.utf8.split(separator: UInt8(ascii: "\n"))
          .filter { $0.starts(with: "#\(mark)".utf8) }
        #expect(directives.count == (mark == "SBATCH" ? 8 : 7), "\(file.text)")
      }
      for words in engine.submissions(of: [1, 2], in: plan) {
        let command = SchedulerCommand(words: ["printf", "%s\\0"] + words).text
        let ending = try Program.shell("cd \(session.folder) && \(command)")
        #expect(ending.output == words.map { $0 + "\0" }.joined())
      }
    }
    #expect(!FileManager.default.fileExists(atPath: session.path("pwned")))
  }

  @Test("A manifest is YAML that says just the study's folder", arguments: names)
  func manifests(name: String) throws {
    let plan = plan("/studies/\(name)")
    let engine = KubernetesEngine(image: name, claim: name, mount: name)
    for file in engine.files(for: plan) {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      let image = try #require(lines.first { $0.contains(" image: ") })
      // JSON strings are YAML's.
      let quoted = Data("[\(image.drop { $0 != "\"" })]".utf8)
      #expect(try JSONDecoder().decode([String].self, from: quoted) == [name])
      let named = try #require(lines.first { $0.hasPrefix("  name: ") })
      #expect(named.wholeMatch(of: /\ \ name: [a-z][a-z0-9-]*-(shards|merge)/) != nil, "\(named)")
    }
  }

  @Test("What would end a line or hide a command is refused, each with its location and a way out")
  func refused() async throws {
    let session = try Session()
    try session.write("study.yaml", Session.study(replications: 2))
    let ending = await session.cordon(
      "submit", "study.yaml", "--engine", "slurm", "--shards", "2", "--dry-run", "--output",
      session.path("out\n#SBATCH --wrap=touch"), "--partition", "a\tb", "--account",
      "\u{202E}evil")
    #expect(ending.exit == .badInput && ending.output.isEmpty)
    #expect(ending.remarks.contains("the study's folder: $'"))
    #expect(ending.remarks.contains("--partition: $'a\\x09b' has a tab"))
    #expect(ending.remarks.contains("Did you mean 'a b'?"))
    #expect(ending.remarks.contains("has a bidirectional mark (U+202E)"))
    #expect(ending.remarks.contains("Did you mean evil?"))
    #expect(session.studyNames().isEmpty)
    let other = await session.cordon(
      "submit", "study.yaml", "--engine", "kubernetes", "--shards", "2", "--dry-run", "--image",
      "a\nkind: Secret", "--claim", "b\u{85}c", "--output", session.studies)
    #expect(other.exit == .badInput)
    #expect(other.remarks.contains("--image: ") && other.remarks.contains("--claim: "))
  }
}
