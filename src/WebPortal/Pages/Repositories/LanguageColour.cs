using WebPortal.Pages.Texts;

namespace WebPortal.Pages.Repositories;

/// <summary>The class of a language's dot: its own colour for the well-known (css/languages.css), else one of a few by its name.</summary>
internal static class LanguageColour
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["C#"] = "lang-c-sharp",
        ["JavaScript"] = "lang-javascript",
        ["TypeScript"] = "lang-typescript",
        ["Python"] = "lang-python",
        ["Java"] = "lang-java",
        ["Go"] = "lang-go",
        ["Rust"] = "lang-rust",
        ["Ruby"] = "lang-ruby",
        ["PHP"] = "lang-php",
        ["C"] = "lang-c",
        ["C++"] = "lang-cpp",
        ["Kotlin"] = "lang-kotlin",
        ["Swift"] = "lang-swift",
        ["Scala"] = "lang-scala",
        ["Shell"] = "lang-shell",
        ["HTML"] = "lang-html",
        ["CSS"] = "lang-css",
        ["SCSS"] = "lang-scss",
        ["Vue"] = "lang-vue",
        ["Dart"] = "lang-dart",
        ["Elixir"] = "lang-elixir",
        ["Erlang"] = "lang-erlang",
        ["Haskell"] = "lang-haskell",
        ["Clojure"] = "lang-clojure",
        ["F#"] = "lang-f-sharp",
        ["R"] = "lang-r",
        ["Julia"] = "lang-julia",
        ["Lua"] = "lang-lua",
        ["Perl"] = "lang-perl",
        ["PowerShell"] = "lang-powershell",
        ["Objective-C"] = "lang-objective-c",
        ["Groovy"] = "lang-groovy",
        ["Terraform"] = "lang-terraform",
        ["HCL"] = "lang-hcl",
        ["Dockerfile"] = "lang-dockerfile",
        ["SQL"] = "lang-sql",
        ["PLSQL"] = "lang-plsql",
        ["Makefile"] = "lang-makefile",
        ["Jupyter Notebook"] = "lang-jupyter-notebook",
        ["Svelte"] = "lang-svelte",
        ["Zig"] = "lang-zig",
        ["Nix"] = "lang-nix",
        ["OCaml"] = "lang-ocaml",
        ["Solidity"] = "lang-solidity",
        ["Apex"] = "lang-apex",
        ["MATLAB"] = "lang-matlab",
        ["Assembly"] = "lang-assembly",
        ["VHDL"] = "lang-vhdl",
        ["Visual Basic"] = "lang-visual-basic",
        ["Pascal"] = "lang-pascal",
        ["Fortran"] = "lang-fortran",
        ["COBOL"] = "lang-cobol",
        ["Markdown"] = "lang-markdown",
        ["YAML"] = "lang-yaml",
        ["JSON"] = "lang-json",
        ["XML"] = "lang-xml",
    };

    public static string Of(string language) => Known.TryGetValue(language, out var name) ? name : Initials.Hue(language);
}
