namespace WebPortal.Commands;

/// <summary>What a command works with: the services of the built portal, what is wrong with its settings, and where results and reasons go.</summary>
internal sealed record CommandContext(IServiceProvider Services, IReadOnlyList<string> SettingsFindings, TextWriter Output, TextWriter Error);
