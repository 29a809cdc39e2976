#ifndef LINES_H
#define LINES_H

#include <stddef.h>

/* The number of lines in a text; a last one without a line end counts. */
size_t lines_count(const char *text);

/* The length of the longest line, its end not counted. */
size_t lines_longest(const char *text);

#endif
