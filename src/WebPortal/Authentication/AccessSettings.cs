using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace WebPortal.Authentication;

/// <summary>The section Access as it stands now: it follows the settings files while the portal runs. What is not valid changes nothing.</summary>
internal sealed partial class AccessSettings : IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly IEnumerable<IValidateOptions<AccessOptions>> _validators;
    private readonly ILogger<AccessSettings> _logger;
    private readonly IDisposable _subscription;
    private volatile AccessRules _current;

    public AccessSettings(
        IOptions<AccessOptions> atStart, IConfiguration configuration, IEnumerable<IValidateOptions<AccessOptions>> validators, ILogger<AccessSettings> logger)
    {
        (_configuration, _validators, _logger) = (configuration, validators, logger);
        _current = new AccessRules(atStart.Value);
        _subscription = ChangeToken.OnChange(configuration.GetReloadToken, Follow);
    }

    public AccessRules Current => _current;

    public void Dispose() => _subscription.Dispose();

    private void Follow()
    {
        var options = new AccessOptions();
        try
        {
            _configuration.GetSection(AccessOptions.SectionName).Bind(options);
        }
        catch (InvalidOperationException)
        {
            Log.Refused(_logger, "a value cannot be read");
            return;
        }

        string[] failures = [.. _validators.Select(validator => validator.Validate(Options.DefaultName, options)).SelectMany(result => result.Failures ?? [])];
        if (failures.Length > 0)
        {
            Log.Refused(_logger, string.Join(" ", failures));
            return;
        }

        _current = new AccessRules(options);
        Log.Followed(_logger, options.Administrators.Count, options.Auditors.Count, options.AllowedWorkspaces.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The section Access was read again: {Administrators} administrators, {Auditors} auditors, {Workspaces} allowed workspaces")]
        public static partial void Followed(ILogger logger, int administrators, int auditors, int workspaces);

        [LoggerMessage(2, LogLevel.Error, "The section Access has changed and is not valid; what was valid before stays in force: {Failures}")]
        public static partial void Refused(ILogger logger, string failures);
    }
}
