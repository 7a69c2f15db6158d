using System.Text.Json.Nodes;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>
/// An answer with an <c>error</c> object: https://developers.facebook.com/docs/graph-api/guides/error-handling and
/// https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes
/// </summary>
internal sealed class GraphException(int code, string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public int? Subcode { get; init; }

    /// <summary>What a person may be told, if the service says it.</summary>
    public (string Title, string Message)? User { get; init; }

    public bool IsTransient { get; init; }

    public IResult ToResult() => Results.Text(ToJson().ToJsonString(), "application/json; charset=UTF-8", statusCode: status);

    private JsonObject ToJson()
    {
        var error = new JsonObject { ["message"] = Message, ["type"] = "OAuthException", ["code"] = code };
        if (Subcode is { } subcode)
            error["error_subcode"] = subcode;
        error["is_transient"] = IsTransient;
        if (User is { } user)
        {
            error["error_user_title"] = user.Title;
            error["error_user_msg"] = user.Message;
        }
        error["fbtrace_id"] = $"A{new Draw(code, Message, 0).Next():x16}";
        return new JsonObject { ["error"] = error };
    }
}
