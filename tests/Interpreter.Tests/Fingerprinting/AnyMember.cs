namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>A member of a generated program's C#: what it is, a number in it, and the members before it that it uses.</summary>
internal sealed record AnyMember(string Name, AnyMember.Sort Kind, bool IsInLibrary, int Number, string[] Uses)
{
    public enum Sort
    {
        Method,
        Constant,
        Field,
        Record,
    }

    /// <summary>Its tokens, one a text.</summary>
    public string[] Tokens(AnyProgram program) => Kind switch
    {
        Sort.Method => ["double", Name, "(", "double", "x", ")", "=>", "x", "*", $"{Number}", .. Used(program), ";"],
        Sort.Constant => ["const", "double", Name, "=", $"{Number}", ";"],
        Sort.Field => ["static", "readonly", "double", Name, "=", $"{Number}", .. Used(program), ";"],
        _ => ["public", "sealed", "record", Name, "(", "double", "X", ")", "{", "public", "double", "Scaled", "=>", "X", "*", $"{Number}", .. Used(program), ";", "}"],
    };

    /// <summary>A use of it as a number.</summary>
    public string[] Use() => Kind switch
    {
        Sort.Method => [Name, "(", "1", ")"],
        Sort.Record => ["new", Name, "(", "1", ")", ".", "Scaled"],
        _ => [Name],
    };

    private IEnumerable<string> Used(AnyProgram program) => Uses.SelectMany(name => (string[])["+", .. program.Member(name).Use()]);
}
