using Dag.Interpreter.Host.Reading;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Loading;
using Dag.Language.Text;

namespace Dag.Interpreter.Tests.Working;

/// <summary>The languages of a program, those that every file has among them.</summary>
internal static class Languages
{
    public static OrderedMap<LanguageName, LanguageDeclaration> Of(string program = "")
        => Loader.LoadText(new DiskSourceReader(Path.Combine(AppContext.BaseDirectory, "stdlib")), new SourceText("main.dag", program)).Env.Languages;
}
