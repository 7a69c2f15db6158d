using System.Text.Json.Nodes;

namespace PhotoScore.Local.PhotoSite.Google;

/// <summary>
/// An answer with an <c>error</c> object: https://google.aip.dev/193 and
/// https://developers.google.com/custom-search/v1/using_rest
/// </summary>
internal sealed class GoogleException(int code, string status, string reason, string message) : Exception(message)
{
    public static GoogleException Invalid(string message = "Request contains an invalid argument.") =>
        new(StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", "badRequest", message);

    public IResult ToResult() => Results.Text(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = code,
                ["message"] = Message,
                ["errors"] = new JsonArray(new JsonObject { ["message"] = Message, ["domain"] = "global", ["reason"] = reason }),
                ["status"] = status,
            },
        }.ToJsonString(),
        "application/json; charset=UTF-8", statusCode: code);
}
