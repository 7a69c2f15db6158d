using Microsoft.Extensions.DependencyInjection;

namespace PhotoScore.Functions.OpenInference;

/// <summary>Registers the protocol; what it stands on comes with predictions.</summary>
internal static class OpenInferenceServices
{
    public static IServiceCollection AddOpenInference(this IServiceCollection services) =>
        services.AddSingleton<ServedModels>().AddSingleton<TensorEngine>();
}
