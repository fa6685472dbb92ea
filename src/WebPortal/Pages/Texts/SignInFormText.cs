namespace WebPortal.Pages.Texts;

/// <summary>The sign-in button: what it says, and where it leads to in the end.</summary>
internal sealed record SignInFormText(string Label, string? ReturnUrl);
