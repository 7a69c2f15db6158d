using System.Text.Json.Serialization.Metadata;
using PhotoScore.Core.Json;

namespace PhotoScore.Core.Training.Sweeps;

/// <summary>What the members of a training request are, by path.</summary>
public static class RequestMembers
{
    /// <summary>Whether a member takes whole numbers only, such as <c>batchSize</c> or <c>classifier.trees</c>.</summary>
    public static bool IsWhole(string path) => TypeOf(path) == typeof(int);

    /// <summary>Whether a member takes numbers, and so may be a range.</summary>
    public static bool IsNumber(string path) => TypeOf(path) is { } type && (type == typeof(int) || type == typeof(double));

    private static Type? TypeOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var type = typeof(TrainingRequest);
        foreach (var name in path.Split('.'))
        {
            JsonTypeInfo members = StoredJson.Compact.GetTypeInfo(type);
            if (members.Properties.FirstOrDefault(member => member.Name == name) is not { } found)
                return null;
            type = Nullable.GetUnderlyingType(found.PropertyType) ?? found.PropertyType;
        }

        return type;
    }
}
