/* zlib for Swift: it is only its own macros that Swift can't reach. */
#ifndef CZLIB_H
#define CZLIB_H

#include <zlib.h>

/* inflateInit2 and deflateInit2 are macros that pass the version and the size of the structure. */
int clout_inflate_init(z_stream *stream, int window_bits);
int clout_deflate_init(z_stream *stream, int level, int window_bits);

#endif
