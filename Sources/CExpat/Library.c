/* A module of C needs a source; all of this one is in the library. */
#include "CExpat.h"
