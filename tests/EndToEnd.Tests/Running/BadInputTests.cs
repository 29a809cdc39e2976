namespace Dag.EndToEnd.Tests.Running;

/// <summary>What a person sees who gives the program something wrong: the whole message and the exit code, from files beside this one.</summary>
public class BadInputTests
{
    [Fact]
    public void An_empty_file_has_nothing_to_run()
    {
        using var dag = new DagProcess().With("main.dag", "");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_missing_file_is_named_with_a_near_one()
    {
        using var dag = new DagProcess().With("main.dag", """"
            type A of int
            """");
        Golden.Compare(dag.Run("run", "mian.dag").Whole);
    }

    [Fact]
    public void A_missing_import_is_said_where_it_stands()
    {
        using var dag = new DagProcess().With("main.dag", """"
            import "lib.dag"
            """");
        Golden.Compare(dag.Run("check", "main.dag").Whole);
    }

    [Fact]
    public void An_unknown_type_has_a_near_name()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a { option n: Natual = 1; product Number; run => n }
            """");
        Golden.Compare(dag.Run("check", "main.dag").Whole);
    }

    [Fact]
    public void A_dep_must_be_defined_above()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a { needs b; product Number; run => b }
            task b { product Number; run => 1 }
            """");
        Golden.Compare(dag.Run("check", "main.dag").Whole);
    }

    [Fact]
    public void A_name_is_used_once()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a { product Number; run => 1 }
            task a { product Number; run => 2 }
            """");
        Golden.Compare(dag.Run("check", "main.dag").Whole);
    }

    [Fact]
    public void A_default_must_satisfy_its_type()
    {
        using var dag = new DagProcess().With("main.dag", """"
            type Rank : Natural where value is >= 1 and <= 16 else "a rank is 1..16, not {value}"
            task a { option r: Rank = 17; product Number; run => r }
            """");
        Golden.Compare(dag.Run("check", "main.dag").Whole);
    }

    [Fact]
    public void A_value_must_fit_its_type()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a { option n: Natural = "three"; product Number; run => n }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_flag_must_fit_its_type_and_all_problems_come_at_once()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a { option n: Natural; option m: Natural; product Number; run => n + m }
            task b { needs a; product Number; run => a }
            """");
        Golden.Compare(dag.Run("run", "main.dag", "b", "--set", "a.n=three", "--set", "a.o=1", "--x", "2").Whole);
    }

    [Fact]
    public void A_body_must_give_its_product()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a { product Number; run => "text" }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_predicate_that_throws_says_so()
    {
        using var dag = new DagProcess().With("main.dag", """"
            type Odd of string where value[10] == 'x'
            task a { option o: Odd = "short"; product Odd; run => o }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void An_endless_body_is_left_behind_at_its_timeout()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a {
                product Number
                timeout 200ms
                run { while (true) { } }
            }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void An_endless_script_is_stopped_at_its_timeout()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a {
                product Text
                timeout 200ms
                run sh "sleep 1000"
            }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_body_that_throws_has_its_own_trace_in_dag_lines()
    {
        using var dag = new DagProcess().With("main.dag", """"
            code {
                double Half(double x)
                {
                    throw new InvalidOperationException("no halves today");
                }
            }
            task a {
                product Number
                run {
                    var x = 3.0;
                    return Half(x);
                }
            }
            task b { needs a; product Number; run => a }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_product_must_satisfy_its_type()
    {
        using var dag = new DagProcess().With("main.dag", """"
            type Small of int where value < 10
            task a {
                product Small
                run => 12
            }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_script_that_fails_shows_the_last_it_wrote()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a {
                product Text
                run sh """
                  echo one >&2
                  echo two >&2
                  exit 3
                """
            }
            """");
        Golden.Compare(dag.Run("run", "main.dag", "--output", "failed").Whole);
    }

    [Fact]
    public void A_process_that_dies_by_a_signal_is_explained()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a {
                product Text
                run sh "kill -SEGV $$"
            }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_script_must_write_its_product()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a {
                product Text
                run sh "true"
            }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_product_that_cannot_be_read_is_refused()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a {
                product Natural
                run sh "echo many"
            }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_product_must_be_UTF_8()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a {
                product Text
                run sh "printf '\\377\\376'"
            }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_command_that_is_not_there_is_explained()
    {
        using var dag = new DagProcess().With("main.dag", """"
            language nolang runs "no-such-program" "{script}"
            task a {
                product Text
                run nolang "x"
            }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_mistyped_command_has_a_near_one()
    {
        using var dag = new DagProcess().With("main.dag", "");
        Golden.Compare(dag.Run("rnu", "main.dag").Whole);
    }

    [Fact]
    public void A_mistyped_target_has_a_near_one()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task load { product Number; run => 1 }
            """");
        Golden.Compare(dag.Run("run", "main.dag", "laod").Whole);
    }

    [Fact]
    public void A_mistyped_option_has_a_near_one()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task load { option year: Natural = 1; product Number; run => year }
            """");
        Golden.Compare(dag.Run("run", "main.dag", "load", "--yaer", "3").Whole);
    }

    [Fact]
    public void A_setting_is_written_task_option_value()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task load { product Number; run => 1 }
            """");
        Golden.Compare(dag.Run("run", "main.dag", "--set", "year=3").Whole);
    }

    [Fact]
    public void A_file_option_must_be_there()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task load { option source: File = file "data.csv"; product Text; run => source.ReadText() }
            """");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void After_a_failure_what_needs_it_is_not_run()
    {
        using var dag = new DagProcess().With("main.dag", """"
            task a { product Number; run => throw new Exception("no") }
            task b { needs a; product Number; run => a }
            task c { needs b; product Number; run => b }
            task d { product Number; run => 4 }
            """");
        Golden.Compare(dag.Run("run", "main.dag", "--keep-going", "-j", "1").Whole);
    }

    [Fact]
    public void A_secret_is_never_shown()
    {
        using var dag = new DagProcess().With("main.dag", """"
            type Token : Secret where value.Length > 10
            task a { option token: Token = "hunter2"; product Text; run => token }
            """");
        Golden.Compare(dag.Run("run", "main.dag", "--token", "swordfish1").Whole);
    }

    [Fact]
    public void A_folder_is_no_program()
    {
        using var dag = new DagProcess().With("lib/a.dag", "");
        Golden.Compare(dag.Run("run", "lib").Whole);
    }

    [Fact]
    public void A_file_must_be_UTF_8()
    {
        using var dag = new DagProcess();
        File.WriteAllBytes(Path.Combine(dag.Folder, "main.dag"), [.. "task a"u8, 0xFF, 0xFE]);
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void Imports_cannot_go_in_a_circle()
    {
        using var dag = new DagProcess().With("a.dag", "import \"b.dag\"").With("b.dag", "import \"c.dag\"").With("c.dag", "import \"a.dag\"");
        Golden.Compare(dag.Run("check", "a.dag").Whole);
    }

    [Fact]
    public void A_folder_for_state_that_cannot_be_written_is_said_before_anything_runs()
    {
        using var dag = new DagProcess().With("main.dag", "task a { product Text; run sh \"echo hello\" }").With(".dag", "a file is in the way");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_body_in_C_sharp_runs_without_a_folder_for_state()
    {
        using var dag = new DagProcess().With("main.dag", "task a { product Number; run => 1.5 }").With(".dag", "a file is in the way");
        dag.Run("run", "main.dag").Whole.ShouldBe("exit 0\nout: 1.5");
    }

    [Fact]
    public void Imports_that_bring_one_name_twice_clash()
    {
        using var dag = new DagProcess().With("a.dag", "task load { product Number; run => 1 }").With("b.dag", "task load { product Number; run => 2 }").With("main.dag", "import \"a.dag\"\nimport \"b.dag\"");
        Golden.Compare(dag.Run("check", "main.dag").Whole);
    }

    [Fact]
    public void A_product_is_not_null()
    {
        using var dag = new DagProcess().With("main.dag", "task a { product Text; run => null }");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }

    [Fact]
    public void A_product_with_no_JSON_form_cannot_go_to_a_script()
    {
        using var dag = new DagProcess().With("main.dag", "type Action of Func<int>\ntask a { product Action; run => () => 1 }\ntask b { needs a; product Text; run sh \"cat $a\" }");
        Golden.Compare(dag.Run("run", "main.dag").Whole);
    }
}
