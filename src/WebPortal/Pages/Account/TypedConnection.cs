using WebPortal.Connections;
using WebPortal.Pages.Texts;
using WebPortal.Pages.Words;

namespace WebPortal.Pages.Account;

/// <summary>A connection whose credential somebody typed in, with what is to be said about its end.</summary>
internal sealed record TypedConnection(ConnectionStatus Connection, DefaultButton Choice, DateTimeOffset Now)
{
    /// <summary>Whole days that are left; 0 on the last one and once it is over, and 365 for what has no end.</summary>
    public int DaysLeft => Connection.SecretEndsAt is { } ends ? Math.Max(0, (int)(ends - Now).TotalDays) : 365;

    /// <summary>The last day in words; the end itself is the midnight after it.</summary>
    public string EndText
    {
        get
        {
            var day = Moment.Day((Connection.SecretEndsAt ?? Now).AddTicks(-1));
            return IsOver ? Sentence.Text(AddingWords.EndedOn, day) : Sentence.Text(AddingWords.EndsLeft, day, Left);
        }
    }

    public bool IsOver => Connection.SecretEndsAt <= Now;

    /// <summary>A colour's name that grows louder with each reminder.</summary>
    public string Tone => DaysLeft <= 7 ? "bad" : DaysLeft <= 30 ? "wait" : "good";

    /// <summary>What to do and why; null while there is nothing to do.</summary>
    public string? Warning => Connection.State == "Suspended" ? null
        : IsOver ? AddingWords.OverNow
        : Connection.State == "ReconnectNeeded" ? Refused
        : Connection.SecretEndsAt is { } ends && CredentialReminders.Step(ends - Now) is not null ? Sentence.Text(AddingWords.Reminder, Left) : null;

    public string ReplaceAddress => Connection.IsAccountSecret ? $"/account/connections/{Connection.Id}/replace" : $"/admin/connections/{Connection.Id}/replace";

    private string Refused => Connection.IsAccountSecret || ReasonText.Of(Connection.StateReason) is not { } reason ? AddingWords.RefusedNow : $"{AddingWords.RefusedNow} ({reason})";

    private string? Left => DaysLeft == 0 ? AddingWords.Today : DaysText.Of(DaysLeft);
}
