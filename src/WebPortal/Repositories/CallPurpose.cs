namespace WebPortal.Repositories;

/// <summary>What a call to Bitbucket is made for; the less urgent ones end first when an hour's calls run out.</summary>
internal enum CallPurpose
{
    /// <summary>What is known is read again by itself.</summary>
    Background,

    /// <summary>A tool asks with a portal token.</summary>
    Tool,

    /// <summary>A person asked for newer data.</summary>
    Wish,

    /// <summary>A person sees nothing yet.</summary>
    First,
}
