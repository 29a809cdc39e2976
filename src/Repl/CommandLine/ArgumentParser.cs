using Dag.Interpreter.Plans.Binding;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Repl.CommandLine;

/// <summary>
/// Tells the words after a verb apart: its operands, its own flags, and the options of its targets (<c>--components 3</c>, <c>--components=3</c>;
/// a bare one is true). By hand, since a parsing library costs as much as all the rest of a start.
/// </summary>
internal sealed class ArgumentParser
{
    private readonly Verb verb;
    private readonly string[] words;
    private readonly List<string> operands = [];
    private readonly List<FlagArgument> flags = [];
    private readonly List<OptionArgument> given = [];
    private readonly List<Diagnostic> wrong = [];
    private int next;

    private ArgumentParser(Verb verb, string[] words)
    {
        this.verb = verb;
        this.words = words;
    }

    public static ParsedArguments Parse(Verb verb, string[] words)
    {
        var parser = new ArgumentParser(verb, words);
        parser.TakeAll();
        return new(verb, parser.operands.ToEquatableList(), parser.flags.ToEquatableList(), parser.given.ToEquatableList(), parser.wrong.ToEquatableList());
    }

    private void TakeAll()
    {
        while (next < words.Length)
        {
            var word = words[next++];
            if (word == "--")
                break;

            if (word.StartsWith("--", StringComparison.Ordinal))
                TakeLong(word);
            else if (word.Length > 1 && word[0] == '-')
                TakeShort(word);
            else
                operands.Add(word);
        }

        operands.AddRange(words[next..]);
        CheckOperands();
    }

    private void TakeLong(string word)
    {
        var equals = word.IndexOf('=');
        var (name, value) = equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
        if (verb.FindFlag(name) is { } flag)
            TakeFlag(flag, value, isAmongOptions: verb.TakesOptionsOfTargets && operands.Count > 0);
        else if (verb.TakesOptionsOfTargets)
            given.Add(new(null, name[2..], value ?? NextValue() ?? "true") { OtherwiseMeant = NearestFlag(name), Behind = value is null ? WordsBehind() : [] });
        else
            wrong.Add(CommandLineErrors.UnknownFlag(name, verb.Name, Suggestion.For(name, verb.Flags.Select(each => each.Name))));
    }

    // -j 4, -j4, -j=4, and switches in one word: -kn.
    private void TakeShort(string word)
    {
        for (var at = 1; at < word.Length; at++)
        {
            var name = "-" + word[at];
            if (verb.FindFlag(name) is not { } flag)
            {
                wrong.Add(CommandLineErrors.UnknownFlag(at == 1 ? word : name, verb.Name, NearestFlag("-" + word)));
                return;
            }

            if (flag.Value is not null)
            {
                TakeFlag(flag, at + 1 == word.Length ? null : word[(at + 1)..].TrimStart('='));
                return;
            }

            TakeFlag(flag, null);
        }
    }

    private void TakeFlag(Flag flag, string? value, bool isAmongOptions = false)
    {
        if (flag.Value is null)
        {
            if (value is not null)
                wrong.Add(CommandLineErrors.TakesNoValue(flag));
            flags.Add(new(flag, null) { IsAmongOptions = isAmongOptions });
            return;
        }

        if ((value ?? NextValue()) is not { } text)
            wrong.Add(CommandLineErrors.WantsAValue(flag));
        else if (!flag.Choices.IsEmpty && !flag.Choices.Contains(text))
            wrong.Add(CommandLineErrors.NotAChoice(flag, text, Suggestion.For(text, flag.Choices)));
        else
            flags.Add(new(flag, text) { IsAmongOptions = isAmongOptions });
    }

    // A word that looks like a flag is no value, but a negative number is one.
    private string? NextValue()
    {
        if (next == words.Length || (words[next] is ['-', var second, ..] && !char.IsAsciiDigit(second) && second != '.' && words[next] != "-Infinity"))
            return null;

        return words[next++];
    }

    // They are operands too. Before the FILE they can only be that.
    private EquatableList<string> WordsBehind()
        => operands.Count < verb.Operands.Count(place => place.IsRequired) ? [] : words[next..].TakeWhile(word => !word.StartsWith('-')).ToEquatableList();

    private string? NearestFlag(string name) => Suggestion.For(name, verb.Flags.Select(flag => flag.Name));

    private void CheckOperands()
    {
        var places = verb.Operands;
        var wanted = places.Count(place => place.IsRequired);
        if (operands.Count < wanted)
            wrong.Add(CommandLineErrors.OperandMissing(verb, places[operands.Count]));
        if (operands.Count > places.Count && !places[^1].IsMany)
            wrong.Add(CommandLineErrors.TooMuch(operands[places.Count], verb));
    }
}
