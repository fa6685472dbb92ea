namespace WebPortal.Repositories.Finding;

/// <summary>Where in a repository a word stands; the lower, the better.</summary>
internal enum WordPlace
{
    /// <summary>It is the name.</summary>
    WholeName,

    /// <summary>It is the slug.</summary>
    WholeSlug,

    /// <summary>The name begins with it.</summary>
    NameStart,

    /// <summary>The slug begins with it.</summary>
    SlugStart,

    /// <summary>Within the name.</summary>
    Name,

    /// <summary>Within the slug.</summary>
    Slug,

    /// <summary>In the project, the workspace or the language.</summary>
    Around,

    /// <summary>In the description.</summary>
    Description,
}
