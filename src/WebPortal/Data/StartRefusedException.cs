namespace WebPortal.Data;

/// <summary>The portal must not start as things are. The message names what is wrong and the fix; it is printed without a stack trace.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
