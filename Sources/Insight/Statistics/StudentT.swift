/// The 97.5th percentile of Student's t distribution.
///
/// Fisher and Cornish's expansion about the normal (Abramowitz and Stegun 26.7.5), within 0.001 from 4 degrees of
/// freedom up; fewer than 3 count as 3.
package func student975(_ degrees: Double) -> Double {
  let v = max(3, degrees)
  let z = normal975
  let z2 = z * z
  let g1 = z * (z2 + 1) / 4
  let g2 = z * ((5 * z2 + 16) * z2 + 3) / 96
  let g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384
  let g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92_160
  return z + (((g4 / v + g3) / v + g2) / v + g1) / v
}
