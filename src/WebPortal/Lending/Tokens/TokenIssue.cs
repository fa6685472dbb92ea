namespace WebPortal.Lending.Tokens;

/// <summary>What came of the wish for a token.</summary>
internal abstract record TokenIssue
{
    private TokenIssue()
    {
    }

    /// <summary>The only time that the token is told.</summary>
    internal sealed record Issued(Guid Id, string Token) : TokenIssue
    {
        public override string ToString() => $"token {Id}";
    }

    /// <summary>The terms are no leash.</summary>
    internal sealed record NoLeash(LeashFault Fault) : TokenIssue;

    /// <summary>No name, or too long a one.</summary>
    internal sealed record NoName : TokenIssue;

    /// <summary>No end, one that has passed, or one more than a year ahead.</summary>
    internal sealed record NoEnd : TokenIssue;

    /// <summary>The person has no such connection, or it is suspended or has ended.</summary>
    internal sealed record NoConnection : TokenIssue;

    /// <summary>The person has enough tokens, or has made enough in this hour.</summary>
    internal sealed record TooMany : TokenIssue;
}
