using PhotoScore.Functions.OpenInference.Tensors;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>Holds one input against what the model takes, and names all that does not agree.</summary>
internal static class InputChecks
{
    /// <summary>The input as it will run; null, and faults, when it can't.</summary>
    public static PlannedInput? Check(RequestedInput input, string path, ModelTensors tensors, PredictionLimits limits, Faults faults)
    {
        if (input.Name is null)
            faults.Add($"{path}.name", "is missing.");
        var taken = input.Name is null ? null : tensors.Input(input.Name);
        if (input.Name is { } name && taken is null)
            faults.Add($"{path}.name", $"is {Faults.Quote(name)}: the model takes '{ModelTensors.ImageName}' or '{ModelTensors.PhotoName}'.");
        var typed = CheckDatatype(input, path, taken, faults);
        var elements = CheckShape(input, path, taken, limits, faults);
        var whole = CheckSource(input, path, faults);
        if (taken is null || !typed || elements is null || !whole)
            return null;
        return taken.Datatype == Datatypes.UInt8
            ? Images(input, path, elements.Value, faults)
            : Photos(input, path, elements.Value, limits, faults);
    }

    private static bool CheckDatatype(RequestedInput input, string path, TensorMetadata? taken, Faults faults)
    {
        if (input.Datatype is null)
            faults.Add($"{path}.datatype", "is missing.");
        else if (taken is not null && input.Datatype != taken.Datatype)
            faults.Add($"{path}.datatype", $"is {Faults.Quote(input.Datatype)}: '{taken.Name}' is {taken.Datatype}.");
        else
            return true;
        return false;
    }

    private static long? CheckShape(RequestedInput input, string path, TensorMetadata? taken, PredictionLimits limits, Faults faults)
    {
        if (input.Shape is not { } shape)
        {
            faults.Add($"{path}.shape", "is missing.");
            return null;
        }
        if (taken is null)
            return null;
        if (!Shapes.Fit(shape, taken.Shape))
            faults.Add($"{path}.shape", $"is {Shapes.Text(shape)}: '{taken.Name}' is {Shapes.Text(taken.Shape)}, where -1 is any size from 1.");
        else if (shape[0] > limits.MaxPhotos)
            faults.Add($"{path}.shape", $"is {Shapes.Text(shape)}: at most {limits.MaxPhotos} pictures are taken at once.");
        else if (Shapes.Elements(shape) is not { } elements)
            faults.Add($"{path}.shape", $"is {Shapes.Text(shape)}: that is more than a request can hold.");
        else
            return elements;
        return null;
    }

    private static bool CheckSource(RequestedInput input, string path, Faults faults)
    {
        if (input.Data is null && input.BinarySize is null)
            faults.Add($"{path}.data", "is missing: give the elements there, or as binary data with the parameter 'binary_data_size'.");
        else if (input.Data is not null && input.BinarySize is not null)
            faults.Add($"{path}.data", "is given beside 'binary_data_size': leave one of them out.");
        else
            return true;
        return false;
    }

    private static PlannedImages? Images(RequestedInput input, string path, long elements, Faults faults)
    {
        var shape = input.Shape!;
        if (input.Data is { } data)
        {
            if (!HasElements(data, data.Numbers, Datatypes.UInt8, "whole numbers from 0 to 255", shape, elements, path, faults))
                return null;
            if (data.NoByte is (var at, var text))
            {
                faults.Add($"{path}.data", $"has {Faults.Quote(text)} as element {at}: {Datatypes.UInt8} takes whole numbers from 0 to 255.");
                return null;
            }
        }
        else if (input.Binary.Length != elements)
        {
            faults.Add($"{path}.parameters.binary_data_size", $"is {input.Binary.Length}, but {Shapes.Text(shape)} of {Datatypes.UInt8} has {elements} bytes.");
            return null;
        }
        return new(input.Data?.Bytes ?? input.Binary, (int)shape[0], (int)shape[1], (int)shape[2]);
    }

    private static PlannedPhotos? Photos(RequestedInput input, string path, long elements, PredictionLimits limits, Faults faults)
    {
        var files = input.Data is { } data
            ? JsonFiles(data, input.Shape!, elements, path, faults)
            : BinaryFiles(input.Binary, input.Shape!, elements, path, limits, faults);
        if (files is null)
            return null;
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Length > limits.MaxPhotoBytes)
                faults.Add($"{path}.data[{i}]", $"has {files[i].Length} bytes: a photo may have {limits.MaxPhotoBytes}.");
        }
        return new(files);
    }

    private static List<ReadOnlyMemory<byte>>? JsonFiles(JsonElements data, List<long> shape, long elements, string path, Faults faults)
    {
        if (!HasElements(data, data.TextCount, Datatypes.Bytes, "base64 texts", shape, elements, path, faults))
            return null;
        var files = new List<ReadOnlyMemory<byte>>(data.TextCount);
        for (var i = 0; i < data.TextCount; i++)
        {
            if (data.Texts[i] is { } file)
                files.Add(file);
            else
                faults.Add($"{path}.data[{i}]", "is no base64: a photo's file is sent as base64 in JSON.");
        }
        return files.Count == data.TextCount ? files : null;
    }

    private static IReadOnlyList<ReadOnlyMemory<byte>>? BinaryFiles(
        Memory<byte> binary, List<long> shape, long elements, string path, PredictionLimits limits, Faults faults)
    {
        var files = BinarySections.Split(binary, limits.MaxPhotos);
        if (files is null)
            faults.Add(path, $"has binary data that does not add up: before each element of {Datatypes.Bytes} stand four bytes, little endian, with its length.");
        else if (files.Count != elements)
            faults.Add(path, $"has {(files.Count > limits.MaxPhotos ? "more" : files.Count)} elements of binary data, but its shape {Shapes.Text(shape)} has {elements}.");
        else
            return files;
        return null;
    }

    private static bool HasElements(
        JsonElements data, int right, string datatype, string words, List<long> shape, long elements, string path, Faults faults)
    {
        var all = data.Numbers + data.TextCount + data.Others;
        if (right != all)
            faults.Add($"{path}.data", $"must hold {words} and nothing else: {all - right} of {all} elements are something else than {datatype}.");
        else if (data.Nesting is not { } nesting)
            faults.Add($"{path}.data", "is nested unevenly: give it flat, or nested as the shape says.");
        else if (all != elements)
            faults.Add($"{path}.data", $"has {all} elements, but the shape {Shapes.Text(shape)} has {elements}.");
        else if (nesting.Count > 1 && !nesting.SequenceEqual(shape))
            faults.Add($"{path}.data", $"is nested as {Shapes.Text(nesting)}, but the shape is {Shapes.Text(shape)}.");
        else
            return true;
        return false;
    }
}
