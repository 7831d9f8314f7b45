/* What Swift can't reach in ncurses by itself, and the few lines that must run inside a signal handler. */
#ifndef CNCURSES_H
#define CNCURSES_H

/* Without it cchar_t, setcchar and the wide functions are missing. */
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif

#include <curses.h>

#include "Accessors.h"
#include "Output.h"
#include "Rescue.h"
#include "SignalPipe.h"
#include "Terminfo.h"

#endif
