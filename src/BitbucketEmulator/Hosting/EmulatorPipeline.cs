using System.Diagnostics;
using BitbucketEmulator.Api;
using BitbucketEmulator.Authorization;
using BitbucketEmulator.Control;
using BitbucketEmulator.Web;

namespace BitbucketEmulator.Hosting;

/// <summary>The way of every request: (1) journal, (2) credential, (3) faults, (4) the side's own endpoint, (5) the answer.</summary>
internal sealed partial class EmulatorPipeline(EmulatorState state, ILogger<EmulatorPipeline> logger)
{
    private const string ControlPrefix = "/emulator";

    private readonly ApiEndpoint api = new(state);
    private readonly WebEndpoint web = new(state);

    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var side = context.Features.Get<SideFeature>()?.Side ?? EmulatorSide.Web;
        var entry = JournalRecorder.Begin(context, side, state.Clock.GetUtcNow());
        state.Journal.Add(entry);
        try
        {
            await AnswerAsync(context, side, entry, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            entry.Status ??= 0;
        }
        catch (InvalidDataException exception) when (!context.Response.HasStarted)
        {
            entry.Status = StatusCodes.Status400BadRequest;
            await Answer.Text(exception.Message, StatusCodes.Status400BadRequest).WriteAsync(context, cutAfter: null, context.RequestAborted);
        }
        catch (Exception exception) when (exception is not BadHttpRequestException)
        {
            Log.Unexpected(logger, entry.Method, entry.Path, exception);
            entry.Status = StatusCodes.Status500InternalServerError;
            if (!context.Response.HasStarted)
                await Answer.Text("The emulator itself has failed; its log says why.", StatusCodes.Status500InternalServerError).WriteAsync(context, cutAfter: null, context.RequestAborted);
        }
        finally
        {
            entry.Elapsed = Stopwatch.GetElapsedTime(started);
        }
    }

    private async Task AnswerAsync(HttpContext context, EmulatorSide side, JournalEntry entry, CancellationToken cancellationToken)
    {
        var caller = side == EmulatorSide.Api ? ApiAuthenticator.Identify(context.Request, state) : Caller.Anonymous;
        entry.Person = caller.Person?.Username;
        var isTokenRequest = TokenRequestReader.IsTokenRequest(side, entry);
        if (isTokenRequest)
            await TokenRequestReader.ReadAsync(context.Request, state, entry, cancellationToken);
        var fault = FaultFor(side, entry);
        if (fault is { Delay: { } delay })
            await Task.Delay(delay, cancellationToken);

        // Not even the caller's death ends a hold: what happens at Bitbucket then is the point of it.
        if (fault is { Abort: true } || (isTokenRequest && !await state.Holds.PassAsync(TokenStep.Received, entry, CancellationToken.None)))
        {
            Drop(context, entry);
            return;
        }

        var answer = await MakeAnswerAsync(context, side, entry, caller, fault, cancellationToken);
        if (fault is { AnswerDelay: { } answerDelay })
            await Task.Delay(answerDelay, cancellationToken);
        if (isTokenRequest && !await state.Holds.PassAsync(TokenStep.AnswerReady, entry, CancellationToken.None))
        {
            Drop(context, entry);
            return;
        }

        entry.Status = answer.Status;
        await answer.WriteAsync(context, fault?.CutAfter, cancellationToken);
        if (isTokenRequest)
            await state.Holds.PassAsync(TokenStep.AnswerSent, entry, CancellationToken.None);
    }

    private async Task<Answer> MakeAnswerAsync(
        HttpContext context, EmulatorSide side, JournalEntry entry, Caller caller, FaultRule? fault, CancellationToken cancellationToken)
    {
        var answer = fault is null ? null : FaultAnswer.For(fault);
        if (answer is null)
        {
            answer = side == EmulatorSide.Api ? api.Run(context, caller, fault) : await web.RunAsync(context, entry, cancellationToken);
            if (fault is not null)
                FaultAnswer.Decorate(answer, fault);
        }

        return answer;
    }

    private static void Drop(HttpContext context, JournalEntry entry)
    {
        entry.Status = 0;
        context.Abort();
    }

    // The control addresses stay reachable, or nobody could take a fault away again.
    private FaultRule? FaultFor(EmulatorSide side, JournalEntry entry)
    {
        if (side == EmulatorSide.Web && entry.Path.StartsWith(ControlPrefix, StringComparison.Ordinal))
            return null;
        var fault = state.Faults.Take(side, entry.Method, entry.Path, entry.Person);
        entry.Fault = fault is null ? null : fault.Name ?? "unnamed";
        return fault;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Method} {Path} failed inside the emulator.")]
        public static partial void Unexpected(ILogger logger, string method, string path, Exception exception);
    }
}
