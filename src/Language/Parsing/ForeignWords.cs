namespace Dag.Language.Parsing;

/// <summary>Words of other tools and languages that new users begin a statement or clause with, and what this language has for them.</summary>
internal static class ForeignWords
{
    /// <summary>The hint for a word that begins a statement elsewhere, or null where none is known.</summary>
    public static string? FindForStatement(string word) => word switch
    {
        "variant" or "variants" => "set an option with set TASK.OPTION = VALUE, change a task with override task NAME { … }, or declare another task",
        "invoke" or "call" or "execute" or "exec" or "start" => "a task is run with run TASK, its options given behind it: run TASK with TASK.OPTION = VALUE",
        "when" or "if" or "unless" or "else" or "elif" or "switch" or "match" or "case" =>
            "there are no conditions between tasks: decide in the C# or the script of a task, or leave one out with disable TASK",
        "foreach" or "for" or "while" or "loop" or "repeat" or "map" or "parallel" => "there are no loops between tasks: write the loop in the C# or the script of a task",
        "param" or "params" or "parameter" or "parameters" or "arg" or "args" or "argument" or "config" or "variable" or "flag" =>
            "a parameter is an option of a task: option NAME: TYPE = VALUE between its { and }",
        "let" or "var" or "const" or "val" or "define" => "a value is an option of a task (option NAME: TYPE = VALUE); C# is declared in code { }",
        "input" or "inputs" or "source" or "sources" => "an input is an option of a task (option NAME: File = file \"data.csv\") or another task (needs TASK)",
        "output" or "outputs" or "result" or "results" or "artifact" => "an output is the product of a task: product TYPE between its { and }",
        "env" or "environment" or "export" => "a script sees the variables that a clause of its task names: env NAME between its { and }",
        "rule" or "job" or "step" or "stage" or "process" or "target" or "node" or "pipeline" or "workflow" or "flow" or "action" or "operation" =>
            "it is a task: task NAME { … }",
        "def" or "function" or "func" or "fn" or "fun" or "void" or "static" or "class" or "record" or "struct" or "interface" or "public" or "private" or "internal" or "namespace" =>
            "C# is declared in code { }, and all tasks below see it",
        "enum" => "a closed set of values is a type: type Kernel : Text in [\"linear\", \"rbf\"]; an enum of C# is declared in code { }",
        "include" or "require" or "from" or "use" or "open" or "module" => "another file is read with import \"lib/etl.dag\", a part of the standard library with import std.files",
        "return" or "yield" or "print" or "println" or "echo" or "throw" or "try" or "async" or "await" => "it is said in the body of a task: run { … } for C#, run sh \"\"\"…\"\"\" for a script",
        "package" or "nuget" => "an assembly is opened with reference \"lib/Stats.dll\"; put the .dll of a package beside the file",
        "depends" or "depend" or "depends_on" or "dependsOn" or "requires" or "after" => "a task says what it needs by itself: needs TASK between its { and }",
        _ => null,
    };

    /// <summary>The hint for a word that begins a clause elsewhere, or null where none is known.</summary>
    public static string? FindForClause(string word) => word switch
    {
        "depends" or "depend" or "depends_on" or "dependsOn" or "dependencies" or "deps" or "dep" or "requires" or "require" or "after" or "uses_task" => "it is 'needs': needs TASK",
        "input" or "inputs" or "source" or "sources" or "reads" => "an input is an option (option NAME: File = file \"data.csv\") or another task (needs TASK)",
        "output" or "outputs" or "result" or "results" or "returns" or "produces" or "writes" or "artifact" => "it is 'product': product TYPE",
        "param" or "params" or "parameter" or "parameters" or "arg" or "args" or "argument" or "let" or "var" or "const" => "it is 'option': option NAME: TYPE = VALUE",
        "script" or "shell" or "sh" or "bash" or "python" or "command" or "cmd" or "exec" or "execute" or "do" or "body" or "code" =>
            "it is 'run': run sh \"\"\"…\"\"\", run python \"\"\"…\"\"\", or run => and C#",
        "environment" or "export" or "variable" or "variables" => "it is 'env': env NAME, NAME",
        "attempts" or "retries" or "tries" => "it is 'retry': retry 3 backoff 1s",
        "description" or "desc" or "doc" or "help" or "comment" => "write it above the task, behind ///",
        "when" or "if" or "unless" or "foreach" or "for" or "while" or "return" or "yield" or "await" => "write it in C#: run { … }",
        _ => null,
    };
}
