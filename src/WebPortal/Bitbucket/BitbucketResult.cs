using System.Diagnostics.CodeAnalysis;

namespace WebPortal.Bitbucket;

/// <summary>The outcome of an upstream call: a value or a <see cref="BitbucketError"/>, never both.</summary>
internal readonly struct BitbucketResult<T>
    where T : class
{
    private BitbucketResult(T? value, BitbucketError? error)
    {
        Value = value;
        Error = error;
    }

    public T? Value { get; }

    public BitbucketError? Error { get; }

    /// <summary>Bitbucket said that most of the calls of this hour are used up, by whomever.</summary>
    public bool IsNearLimit { get; init; }

    /// <summary>The scopes of the credential as Bitbucket named them beside the answer; null when it did not.</summary>
    public string? GrantedScope { get; init; }

    public static implicit operator BitbucketResult<T>(T value) => new(value, null);

    public static implicit operator BitbucketResult<T>(BitbucketError error) => new(null, error);

    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out BitbucketError? error)
    {
        value = Value;
        error = Error;
        return value is not null;
    }
}
