namespace BitbucketEmulator.Seed;

/// <summary>A repository whose texts try to break whoever shows them.</summary>
internal sealed record HostileName(string Slug, string Name, string Description, string? Website = null);

/// <summary>Markup, templates, scripts of the world and other texts a portal must show as what they are.</summary>
internal static class HostileNames
{
    public static readonly IReadOnlyList<HostileName> All =
    [
        new("script-tag", "<script>alert('name')</script>", "</title></textarea></script><script>alert('description')</script>", "javascript:alert(document.domain)"),
        new("img-onerror", "\"><img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "JaVaScRiPt:alert(1)"),
        new("attribute", "' onmouseover='alert(1)' x='", "\" autofocus onfocus=\"alert(1)", "data:text/html,<script>alert(1)</script>"),
        new("template", "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} @(7*7)", "{{constructor.constructor('alert(1)')()}}", "https://example.com/\"onclick=\"alert(1)"),
        new("entities", "&lt;b&gt; &amp; &#x27; &nbsp;", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        new("markdown", "[click](javascript:alert(1))", "![x](x\"onerror=\"alert(1)) **bold** `code`"),
        new("formula", "=HYPERLINK(\"http://127.0.0.1:9/\",\"open\")", "@SUM(1+1)*cmd|' /C calc'!A0"),
        new("override", "invoice\u202Egpj.exe", "Text after U+202E runs from right to left"),
        new("invisible", "zero\u200Bwidth\u200Djoiner\uFEFF", "\u00A0\u2003"),
        new("control", "line one\nline two\ttab", "\u001b[31mred\u001b[0m \u0007 bell and\r\nCRLF: injected"),
        new("sql", "Robert'); DROP TABLE repositories;--", "%00 %0d%0aSet-Cookie: a=b ../../etc/passwd"),
        new("literals", "null", "undefined"),
        new("long-name", new string('W', 300), string.Join(' ', Enumerable.Repeat("A description without an end.", 120))),
        new("long-word", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsentwurf", ""),
        new("emoji", "👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇰 rockets 🚀🚀", "Family, flag and rockets"),
        new("combining", "Z\u0335\u0321\u0315a\u0315\u0337l\u0327\u0334g\u0322\u0336o\u0321\u0338", "e\u0301 is é, A\u030A is Å"),
        new("cyrillic", "Учёт складских остатков", "Описание на русском, українською: їжак"),
        new("greek", "Διαχείριση αποθήκης", "Περιγραφή"),
        new("arabic", "إدارة المستودعات (v2)", "وصف من اليمين إلى اليسار"),
        new("hebrew", "ניהול מלאי – API", "תיאור מימין לשמאל"),
        new("chinese", "仓库管理系统", "简体与繁體"),
        new("japanese", "在庫管理ｼｽﾃﾑ", "半角と全角"),
        new("thai", "ระบบคลังสินค้า", "ไม่มีช่องว่างระหว่างคำ"),
        new("hindi", "भंडार प्रबंधन", "विवरण"),
    ];
}
