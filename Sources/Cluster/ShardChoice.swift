// SPDX-License-Identifier: GPL-3.0-or-later

import Declarations
public import OutcomeTables
public import Studies

/// Which shard of a study a process runs.
public enum ShardChoice: Hashable, Sendable {
  /// This one.
  case shard(Shard)
  /// The shard of this process, which is a task of a job array.
  case task

  /// Reads `3/8`, or `auto` for the task of a job array; returns nil if the text is neither.
  public init?(_ text: String) {
    if text == "auto" {
      self = .task
      return
    }
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let number = numbers[0], let count = numbers[1],
      let shard = Shard(number: number, of: count)
    else { return nil }
    self = .shard(shard)
  }

  /// Finds the shard of the study in a folder.
  ///
  /// - Parameters:
  ///   - folder: The study's folder.
  ///   - environment: The variables of the process.
  ///   - shards: How many shards there are, if the scheduler does not say it.
  ///   - firstIndex: The index of the first shard, if it is not 1.
  /// - Returns: The shard, and the scheduler's variables that name it; nil if the user names it.
  /// - Throws: A ``RequestFault`` if the variables name none; a refusal if the study has another split.
  public func shard(
    in folder: StudyFolder, environment: [String: String], shards: Int? = nil,
    firstIndex: Int? = nil
  ) throws -> (shard: Shard, source: String?) {
    let split = try ShardSet.split(in: folder)
    let (shard, source) = try found(in: environment, shards, firstIndex, split: split)
    if let split, split != shard.count {
      throw StudyFault(
        .refused, folder.path,
        "this study is split into \(counted(split, "shard")), and shard \(shard) is of another "
          + "split: --shard i/\(split) runs one of them; another --output begins anew")
    }
    return (shard, source)
  }

  private func found(
    in environment: [String: String], _ shards: Int?, _ firstIndex: Int?, split: Int?
  ) throws(RequestFault) -> (Shard, String?) {
    switch self {
    case .shard(let shard): return (shard, nil)
    case .task:
      do throws(ArrayTask.Fault) {
        let task = try ArrayTask(
          in: environment, shards: shards, firstIndex: firstIndex, split: split)
        return (task.shard, "\(task.scheduler): \(task.words)")
      } catch {
        throw RequestFault("--shard auto: \(error.message)")
      }
    }
  }
}
