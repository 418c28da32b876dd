// SPDX-License-Identifier: GPL-3.0-or-later

import CGSL

/// The integral of `function` over the interval, to a relative error of 1e-9 where that can be had.
///
/// The ends may be singular and are not evaluated (GSL's QAGS, after R. Piessens et al.,
/// "QUADPACK", 1983).
func integral(from: Double, to: Double, of function: (Double) -> Double) -> Double {
  typealias Integrand = (Double) -> Double
  let size = 1_000
  let workspace = gsl_integration_workspace_alloc(size)
  defer { gsl_integration_workspace_free(workspace) }
  return withoutActuallyEscaping(function) { escaping in
    var integrand: Integrand = escaping
    return withUnsafeMutablePointer(to: &integrand) { pointer in
      var wrapped = gsl_function(
        function: { x, integrand in
          integrand.unsafelyUnwrapped.assumingMemoryBound(to: Integrand.self).pointee(x)
        }, params: UnsafeMutableRawPointer(pointer))
      var (value, error) = (0.0, 0.0)
      gsl_integration_qags(&wrapped, from, to, 0, 1e-9, size, workspace, &value, &error)
      return value
    }
  }
}
