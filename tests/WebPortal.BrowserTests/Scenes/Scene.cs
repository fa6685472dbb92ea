namespace WebPortal.BrowserTests.Scenes;

/// <summary>A page in a certain state: who looks at which address, and what must be seen.</summary>
/// <param name="Person">Null for somebody who is not signed in.</param>
/// <param name="Shows">Part of the text of the page.</param>
/// <param name="Language">What the browser asks for.</param>
public sealed record Scene(string Name, string? Person, string Address, int Status, string Shows, string Language = "en")
{
    /// <summary>The same page as another scene with other words: looked at in two looks, each with script and axe, instead of four.</summary>
    public bool IsVariant { get; init; }

    public static IEnumerable<Scene> Variants(IEnumerable<Scene> scenes) => scenes.Select(scene => scene with { IsVariant = true });
}
