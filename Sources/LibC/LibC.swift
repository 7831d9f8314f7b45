/// The platform's C library under one name: `import LibC` wherever a system call or a maths function is needed.

#if canImport(Glibc)
  @_exported import Glibc
#elseif canImport(Musl)
  @_exported import Musl
#elseif canImport(Darwin)
  @_exported import Darwin
#endif
