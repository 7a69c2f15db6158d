using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PhotoScore.Functions.Api.OpenApi;

namespace PhotoScore.Functions.Api.Pipeline;

/// <summary>Registers what every HTTP answer has.</summary>
internal static class PipelineServices
{
    /// <summary>Adds <see cref="AnswerMiddleware"/>; call it after the web application is configured, so that it sees requests.</summary>
    public static FunctionsApplicationBuilder UseAnswers(this FunctionsApplicationBuilder builder)
    {
        // Photos and Parquet are compressed already, and event files are fetched by machines.
        builder.Services.AddResponseCompression(options =>
        {
            // No answer holds a secret beside what a caller sent, so its length tells nothing.
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "application/jsonl", "image/svg+xml"];
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        builder.Services.AddSingleton<ApiDescription>();
        builder.UseMiddleware<AnswerMiddleware>();
        return builder;
    }
}
