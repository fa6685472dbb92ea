namespace WebPortal.Repositories.Finding;

/// <summary>How a word that was asked for and a word that stands in a repository belong together; the lower, the better.</summary>
internal enum WordMatch
{
    /// <summary>They are the same.</summary>
    Same,

    /// <summary>It begins with what was asked for.</summary>
    Start,

    /// <summary>It holds what was asked for.</summary>
    Within,

    /// <summary>One letter is missing, too many, another, or two have changed places.</summary>
    OneOff,

    /// <summary>Two such mistakes.</summary>
    TwoOff,
}
