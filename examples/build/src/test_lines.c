#include "lines.h"

#include <stdio.h>

static int failed;

static void expect(const char *what, size_t wanted, size_t found)
{
    if (wanted != found) {
        fprintf(stderr, "%s: wanted %zu, found %zu\n", what, wanted, found);
        failed++;
    }
}

int main(void)
{
    expect("no text has no lines", 0, lines_count(""));
    expect("a line without an end counts", 1, lines_count("a"));
    expect("an end begins no line", 1, lines_count("a\n"));
    expect("an empty line counts", 3, lines_count("a\n\nb"));
    expect("the longest of none", 0, lines_longest(""));
    expect("the longest is in the middle", 5, lines_longest("ab\nabcde\nabc\n"));
    if (failed == 0)
        puts("6 passed");
    return failed != 0;
}
