# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads runs.csv with read.csv and computes means, paired differences and their intervals again, with
# R's own tests; of ratios of sums, which R has no test for, check_tables.py does. Usage: Rscript
# check_tables.R STUDY RATIO...

study <- commandArgs(trailingOnly = TRUE)[1]
ratios <- commandArgs(trailingOnly = TRUE)[-1]
read <- function(name) read.csv(file.path(study, name), check.names = FALSE)
runs <- read("runs.csv")
means <- function(table) table[!table$outcome %in% ratios, ]
summaries <- means(read("summary.csv"))
differences <- means(read("differences.csv"))
state <- intersect("state", names(runs))
faults <- 0

expect <- function(name, told, computed) {
  same <- (is.na(told) && is.na(computed)) ||
    isTRUE(all.equal(told, computed, tolerance = 1e-9))
  if (!same) {
    faults <<- faults + 1
    message(name, ": ", told, " in the table, ", computed, " computed")
  }
}

rows_of <- function(row, policy) {
  taken <- runs$policy == policy
  for (name in state) taken <- taken & runs[[name]] == row[[name]]
  found <- runs[taken, ]
  found[order(found$replication), ]
}

for (i in seq_len(nrow(summaries))) {
  row <- summaries[i, ]
  values <- na.omit(rows_of(row, row$policy)[[row$outcome]])
  name <- paste("summary", row$policy, row$outcome)
  expect(paste(name, "n"), row$n, length(values))
  if (length(values) < 2) next
  expect(paste(name, "mean"), row$mean, mean(values))
  interval <- if (row$interval == "exact") {
    binom.test(sum(values != 0), length(values))$conf.int
  } else if (sd(values) > 0) {
    t.test(values)$conf.int
  } else {
    rep(mean(values), 2)
  }
  if (row$interval == "cut") {
    # Nothing is negative, and no share is above 1.
    interval <- c(max(interval[1], 0),
      if (startsWith(row$unit, "share")) min(interval[2], 1) else interval[2])
  }
  expect(paste(name, "ci_low"), row$ci_low, interval[1])
  expect(paste(name, "ci_high"), row$ci_high, interval[2])
}

for (i in seq_len(nrow(differences))) {
  row <- differences[i, ]
  gaps <- na.omit(rows_of(row, row$policy_a)[[row$outcome]] -
    rows_of(row, row$policy_b)[[row$outcome]])
  name <- paste("differences", row$policy_a, row$policy_b, row$outcome)
  expect(paste(name, "n"), row$n, length(gaps))
  if (length(gaps) < 2) next
  expect(paste(name, "mean_difference"), row$mean_difference, mean(gaps))
  half <- qt(0.975, length(gaps) - 1) * sd(gaps) / sqrt(length(gaps))
  interval <- mean(gaps) + c(-half, half)
  if (row$interval == "cut") interval <- c(max(interval[1], -1), min(interval[2], 1))
  expect(paste(name, "ci_low"), row$ci_low, interval[1])
  expect(paste(name, "ci_high"), row$ci_high, interval[2])
}

cat(basename(study), ": ", nrow(runs), " runs, ", faults, " faults (R)\n", sep = "")
quit(status = if (faults > 0) 1 else 0)
