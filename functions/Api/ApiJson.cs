using Microsoft.AspNetCore.Mvc;
using PhotoScore.Core.Json;

namespace PhotoScore.Functions.Api;

/// <summary>Answers as the product's own JSON, whatever the host's defaults are.</summary>
internal static class ApiJson
{
    /// <summary>200, or another status, with a JSON body.</summary>
    public static JsonResult Of(object value, int status = 200) => new(value, StoredJson.Compact) { StatusCode = status };
}
