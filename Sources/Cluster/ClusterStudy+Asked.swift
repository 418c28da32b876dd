// SPDX-License-Identifier: GPL-3.0-or-later

import Experiments
import Foundation
import OutcomeTables
public import ScenarioFiles
public import Studies
import Texts

extension Study {
  /// The study that a request asks for, in a folder of its own; or, where the file that it names is a study's folder,
  /// the study that is there.
  ///
  /// - Parameters:
  ///   - request: What is asked for, of one file.
  ///   - path: That file, as it was named.
  ///   - output: The folder in which the study's folder is made.
  ///   - search: The folders in which this process looks for files.
  /// - Returns: The study, and what is probably not meant of files that were read anew.
  /// - Throws: A fault of the files; a ``RequestFault`` where something is set in a study's folder.
  public static func asked(
    by request: StudyRequest, orIn path: String, output: String, searching search: SearchPath
  ) throws -> (study: Study, warnings: [String]) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else {
      let planned = try request.plan(searching: search)
      return (
        Study(planned, in: StudyFolder(of: planned.sweep, in: output)),
        planned.warnings.map(\.description)
      )
    }
    guard request.values.isEmpty, request.detail == 0, request.events == nil, request.sample == nil
    else {
      throw RequestFault("a study's folder keeps its plan: nothing can be set beside it")
    }
    let folder = StudyFolder(path)
    return (Study(try StoredStudy(in: folder).planned(), in: folder), [])
  }
}

extension ClusterStudy {
  /// How the study is followed once it is submitted, line by line.
  public var hints: [String] {
    let path = study.folder.path
    return [
      "Follow it:      cordon status \(path.escaped(for: .shell))",
      "What they say:  \(path)/jobs/*.log",
      "If one is lost: cordon submit \(path.escaped(for: .shell))",
    ]
  }
}
