// SPDX-License-Identifier: GPL-3.0-or-later

/// A scheduler to which `cordon submit` gives a study.
public enum BatchEngine: String, Codable, CaseIterable, Sendable {
  /// A job array of Slurm.
  case slurm
  /// A job array of PBS Pro or OpenPBS.
  case pbs
  /// An Indexed Job of Kubernetes.
  case kubernetes

  /// Its own name.
  public var title: String {
    switch self {
    case .slurm: "Slurm"
    case .pbs: "PBS"
    case .kubernetes: "Kubernetes"
    }
  }
}

/// Lines of a job script that a scheduler reads: `#SBATCH --time=01:00:00`.
func directives(_ mark: String, _ lines: [String?]) -> String {
  lines.compactMap(\.self).map { "#\(mark) \($0)\n" }.joined()
}

/// A length of time as schedulers write it: `12:30:00`.
func clockTime(_ seconds: Int) -> String {
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(two(seconds / 3_600)):\(two(seconds % 3_600 / 60)):\(two(seconds % 60))"
}
