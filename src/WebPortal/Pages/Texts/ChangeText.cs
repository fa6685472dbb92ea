using System.Globalization;

namespace WebPortal.Pages.Texts;

/// <summary>What an order is called before and after it, and what it means, for one connection or many.</summary>
internal sealed record ChangeText(string Verb, string Noun, string Done, string Meaning)
{
    public static ChangeText Of(string action, bool isOne = false) => action switch
    {
        "Suspend" => new("Suspend", "Suspension", "suspended",
            $"Use stops everywhere at once and {(isOne ? "its owner is" : "the owners are")} signed out. Nothing is destroyed: a resumption brings everything back as it was."),
        "Resume" => new("Resume", "Resumption", "resumed",
            isOne ? "The connection goes back to the state that it had. Its owner signs in again; nothing was lost."
                : "The connections go back to the states that they had. Their owners sign in again; nothing was lost."),
        _ => new("Revoke", "Revocation", "revoked",
            isOne ? "Use stops everywhere at once, its owner is signed out and the stored credential is destroyed. This cannot be undone; the person connects again by signing in."
                : "Use stops everywhere at once, the owners are signed out and the stored credentials are destroyed. This cannot be undone; whoever is affected connects again by signing in."),
    };

    public static string Connections(int count) => count == 1 ? "1 connection" : $"{Number(count)} connections";

    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
