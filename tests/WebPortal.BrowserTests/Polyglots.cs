namespace WebPortal.BrowserTests;

/// <summary>Texts that break out of one place or another where a page may put them: every payload in every wrapping.</summary>
public static class Polyglots
{
    private static readonly string[] Payloads =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>",
        "<details open ontoggle=alert(1)>", "<body onload=alert(1)>", "<math><mtext></mtext><script>alert(1)</script></math>", "<a href=javascript:alert(1)>x</a>",
        "<input autofocus onfocus=alert(1)>", "<video><source onerror=alert(1)></video>", "<style>@import'//evil.example'</style>", "<base href=//evil.example/>",
        "<meta http-equiv=refresh content=0;url=javascript:alert(1)>", "<object data=javascript:alert(1)>", "<form action=javascript:alert(1)><button>x</button></form>",
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)",
        "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert(1) )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=alert(1)//>\\x3e",
        "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "&lt;script&gt;alert(1)&lt;/script&gt;",
    ];

    private static readonly (string Before, string After)[] Wrappings =
    [
        ("", ""), ("\">", ""), ("'>", ""), ("</title>", ""), ("</textarea>", ""), ("</script>", ""), ("-->", "<!--"), ("]]>", ""),
        ("\u202e", "\u202c"), ("<!--", "-->"), ("</bdi></a></li></ul>", ""), ("\u0000", "\u0000"),
    ];

    public static IReadOnlyList<string> All { get; } =
        [.. from wrapping in Wrappings from payload in Payloads select wrapping.Before + payload + wrapping.After];
}
