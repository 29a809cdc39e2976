#include "lines.h"

#include <string.h>

size_t lines_count(const char *text)
{
    size_t lines = 0;
    for (; *text; lines++) {
        const char *end = strchr(text, '\n');
        if (!end)
            return lines + 1;
        text = end + 1;
    }
    return lines;
}

size_t lines_longest(const char *text)
{
    size_t longest = 0;
    while (*text) {
        size_t length = strcspn(text, "\n");
        if (length > longest)
            longest = length;
        text += length;
        if (*text)
            text++;
    }
    return longest;
}
