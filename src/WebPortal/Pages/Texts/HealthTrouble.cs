namespace WebPortal.Pages.Texts;

/// <summary>One thing that is not as it should be: what, what it means, and what to do.</summary>
/// <param name="Tone">The colour's name: <c>bad</c> when people are affected, <c>wait</c> when it can wait until today's work is done.</param>
/// <param name="Id">Names the part of the page.</param>
/// <param name="Link">Where the rest is found; null when all is said.</param>
internal sealed record HealthTrouble(string Tone, string Id, string Title, string Text, string? Link = null, string? LinkText = null);
