Console.WriteLine(await Microsoft.CodeAnalysis.CSharp.Scripting.CSharpScript.EvaluateAsync<double>("System.Math.Sqrt(2)"));
