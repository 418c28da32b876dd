// SPDX-License-Identifier: GPL-3.0-or-later

// A study of the clinic in a process of its own, so that a test can kill it.
//
// Usage: clinic-study FOLDER REPLICATIONS THREADS

import Clinic
import Experiments
import Foundation
import OutcomeTables
import Studies

let arguments = CommandLine.arguments
guard arguments.count == 4, let replications = Int(arguments[2]), let threads = Int(arguments[3])
else { exit(2) }
let sweep = try clinicSweep(replications: replications)
let folder = StudyFolder(arguments[1])
let study = Study(PlannedStudy(sweep), in: folder, options: StudyOptions(threads: threads))
let ending = try await study.perform()
exit(ending.isWell ? 0 : 1)
