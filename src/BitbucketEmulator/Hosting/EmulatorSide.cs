namespace BitbucketEmulator.Hosting;

/// <summary>Which of the two addresses a request came in on.</summary>
internal enum EmulatorSide
{
    Web,
    Api,
}
