using System.Text;
using System.Text.RegularExpressions;

namespace Dag.Interpreter.Runtime.Surface;

/// <summary>A pattern for relative paths with <c>/</c> between their parts.</summary>
internal sealed class Glob
{
    private readonly Regex pattern;

    private Glob(Regex pattern) => this.pattern = pattern;

    public static Glob Of(string glob)
    {
        var regex = new StringBuilder("^");
        var depth = 0;
        for (var at = 0; at < glob.Length; at++)
        {
            switch (glob[at])
            {
                case '*' when glob.AsSpan(at).StartsWith("**/"):
                    regex.Append("(?:[^/]+/)*");
                    at += 2;
                    break;
                case '*' when glob.AsSpan(at).StartsWith("**"):
                    regex.Append(".*");
                    at++;
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '{':
                    regex.Append("(?:");
                    depth++;
                    break;
                case '}' when depth > 0:
                    regex.Append(')');
                    depth--;
                    break;
                case ',' when depth > 0:
                    regex.Append('|');
                    break;
                default:
                    regex.Append(Regex.Escape(glob[at].ToString()));
                    break;
            }
        }

        // A brace that is never closed is closed at the end.
        regex.Append(')', depth).Append('$');
        return new(new Regex(regex.ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
    }

    public bool Fits(string relativePath) => pattern.IsMatch(relativePath);
}
