namespace WebPortal.Commands;

/// <summary>One line of the doctor's report; a bad one ends with its fix.</summary>
internal sealed record Finding(bool IsGood, string Text)
{
    public static Finding Good(string text) => new(true, text);

    public static Finding Bad(string text) => new(false, text);
}
