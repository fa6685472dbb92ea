using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace WebPortal.Repositories.Details;

/// <summary>A task as a mark, since a box that cannot be ticked is no control.</summary>
internal sealed class ReadmeTask : HtmlObjectRenderer<TaskList>
{
    protected override void Write(HtmlRenderer renderer, TaskList task) =>
        renderer.Write("<span class=\"task\">").Write(task.Checked ? "☑" : "☐").Write("</span>");
}
