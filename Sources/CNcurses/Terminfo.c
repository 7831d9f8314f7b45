#include "CNcurses.h"

#include <string.h>
#include <term.h>

static bool is_string(const char *value) { return value != NULL && value != (const char *)-1; }

clout_term_kind clout_term_probe(const char *name, int descriptor) {
  int status = 0;
  TERMINAL *former = cur_term;
  /* With a status pointer setupterm reports instead of ending the process. */
  if (setupterm(name, descriptor, &status) == ERR) {
    /* Status 1 is a hard-copy terminal; 0 unknown or generic; -1 no database. */
    return status == 1 ? CLOUT_TERM_TOO_SIMPLE : CLOUT_TERM_UNKNOWN;
  }
  bool usable = is_string(tigetstr("cup")) && is_string(tigetstr("clear"));
  TERMINAL *probed = cur_term;
  set_curterm(former);
  if (probed != former) del_curterm(probed);
  return usable ? CLOUT_TERM_USABLE : CLOUT_TERM_TOO_SIMPLE;
}

size_t clout_term_string(const char *capability, char *buffer, size_t capacity) {
  const char *value = tigetstr(capability);
  if (!is_string(value)) return 0;
  size_t length = 0;
  while (*value != 0) {
    if (value[0] == '$' && value[1] == '<') {
      const char *end = strchr(value, '>');
      if (end != NULL) {
        value = end + 1;
        continue;
      }
    }
    if (length == capacity) return 0;
    buffer[length++] = *value++;
  }
  return length;
}

bool clout_term_is_direct(void) {
  if (tigetnum("colors") < (1 << 24)) return false;
  if (tigetflag("RGB") > 0 || tigetnum("RGB") == 8) return true;
  const char *bits = tigetstr("RGB");
  return is_string(bits) && strcmp(bits, "8/8/8") == 0;
}
