namespace WebPortal.BrowserTests.Scenes;

/// <summary>A page in a certain state: who looks at which address, and what must be seen.</summary>
/// <param name="Person">Null for somebody who is not signed in.</param>
/// <param name="Shows">Part of the text of the page.</param>
/// <param name="Language">What the browser asks for.</param>
public sealed record Scene(string Name, string? Person, string Address, int Status, string Shows, string Language = "en");
