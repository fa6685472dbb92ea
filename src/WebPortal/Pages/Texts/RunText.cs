using WebPortal.Administration;

namespace WebPortal.Pages.Texts;

/// <summary>How a run stands, in a word with a tone and in a sentence.</summary>
internal sealed record RunText(string Label, string Tone, string Meaning)
{
    public static RunText Of(RunRow run) => run switch
    {
        { StoppedAt: null } => new("Being carried out", "wait", "It goes on by itself, also when this page is closed or the server is started anew."),
        { CompletedAt: null } => new("Steps at Bitbucket", "wait", "Use is stopped everywhere. The steps at Bitbucket go on by themselves."),
        { Failed: > 0 } => new("Done, with leftovers", "bad", "Use is stopped everywhere and all sealed values are destroyed. Not every refresh token could be spent at Bitbucket."),
        _ => new("Done", "good", run.Action switch
        {
            "Suspend" => "Use is stopped everywhere. Nothing was destroyed; resume brings everything back.",
            "Resume" => "The connections can be used again.",
            _ => "Use is stopped everywhere and all sealed values are destroyed.",
        }),
    };
}
