using BitbucketEmulator.Hosting;

namespace BitbucketEmulator.Html;

/// <summary>The frame around every page. There is no script anywhere, and the policy forbids it.</summary>
internal static class Page
{
    public const string StylePath = "/emulator.css";

    public static Answer Show(string title, Markup main, int status = StatusCodes.Status200OK, bool wide = false)
    {
        var page = Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>{title} – Bitbucket emulator</title>
              <link rel="stylesheet" href="{StylePath}">
              <link rel="icon" href="data:,">
            </head>
            <body>
              <a class="skip" href="#main">Skip to content</a>
              <header class="top">
                <a class="brand" href="/"><span class="mark" aria-hidden="true"></span>Bitbucket emulator</a>
                <p class="notice">A local stand-in for tests. This is not Bitbucket, and nothing here leaves your machine.</p>
              </header>
              <main id="main" class="{(wide ? "wide" : "narrow")}">
            {main}
              </main>
            </body>
            </html>
            """);
        return Answer.Text(page.Text, status, "text/html; charset=utf-8")
            .With("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'")
            .With("X-Content-Type-Options", "nosniff")
            .With("Referrer-Policy", "no-referrer")
            .With("Cache-Control", "no-store");
    }

    public static Answer Message(string heading, string text, int status) => Show(
        heading,
        Markup.Of($"""
            <section class="card">
              <h1>{heading}</h1>
              <p>{text}</p>
              <p><a href="/">What is this?</a></p>
            </section>
            """),
        status);
}
